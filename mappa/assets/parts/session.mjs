// Warns before an idle session ends. The server decides when it ends; this only tells the person in time.
// Several tabs share one session, so they tell each other when one of them has been to the server.
const SEEN = 'mappa-session-seen'
const TICK = 1000

export function warnBeforeSessionEnds () {
  const dialog = document.querySelector('[data-session-warning]')
  if (dialog) new SessionWarning(dialog).start()
}

class SessionWarning {
  constructor (dialog) {
    this.dialog = dialog
    this.idle = Number(dialog.dataset.idleSeconds) * 1000
    this.warning = Number(dialog.dataset.warningSeconds) * 1000
    this.left = dialog.querySelector('[data-session-left]')
    this.form = dialog.querySelector('[data-session-stay]')
  }

  start () {
    this.seen()
    this.form.addEventListener('submit', event => { event.preventDefault(); this.stay() })
    // Escape means the same as the button: nobody should lose work by closing a warning.
    this.dialog.addEventListener('cancel', event => { event.preventDefault(); this.stay() })
    window.setInterval(() => this.tick(), TICK)
  }

  seen () {
    this.lastSeen = Date.now()
    try { window.localStorage.setItem(SEEN, String(this.lastSeen)) } catch { /* a private window: each tab for itself */ }
  }

  remaining () {
    let shared = 0
    try { shared = Number(window.localStorage.getItem(SEEN)) } catch { /* as above */ }
    return Math.max(this.lastSeen, shared) + this.idle - Date.now()
  }

  tick () {
    const remaining = this.remaining()
    if (remaining <= 0) return this.end()
    if (remaining > this.warning) return this.dialog.open && this.dialog.close()
    this.say(remaining)
    if (!this.dialog.open) this.dialog.showModal()
  }

  say (remaining) {
    const minutes = Math.ceil(remaining / 60000)
    const { minutes: many, minute, moments } = this.dialog.dataset
    const words = remaining < 60000 ? moments : minutes === 1 ? minute : `${minutes} ${many}`
    // Written only when it changes: a screen reader is not to be interrupted every second.
    if (this.left.textContent !== words) this.left.textContent = words
  }

  async stay () {
    const answer = await fetch(this.form.action, { method: 'POST', body: new FormData(this.form), redirect: 'manual' })
      .catch(() => null)
    if (answer === null) return
    if (answer.status !== 204) return this.end()
    this.seen()
    this.dialog.close()
  }

  // What is on the screen must not stay there after the session: the sign-in page takes its place.
  end () {
    const back = encodeURIComponent(window.location.pathname + window.location.search)
    window.location.assign(`${this.dialog.dataset.signIn}?next=${back}`)
  }
}
