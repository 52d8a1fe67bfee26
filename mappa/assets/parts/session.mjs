// Warns before a session ends. The server decides when it ends; this only tells the person in time.
// An idle session can be kept; one at the end of its whole length cannot, and the warning says so once.
// Several tabs share one session, so they tell each other when one of them has been to the server.
const SEEN = 'mappa-session-seen'
const TICK = 1000

export function warnBeforeSessionEnds () {
  const dialog = document.querySelector('[data-session-warning]')
  if (dialog) new SessionWarning(dialog).start()
}

class SessionWarning {
  constructor (dialog) {
    const seconds = name => Number(dialog.dataset[name]) * 1000
    this.dialog = dialog
    this.idle = seconds('idleSeconds')
    this.warning = seconds('warningSeconds')
    this.limit = Date.now() + seconds('wholeSeconds')
    this.told = false
    this.left = dialog.querySelector('[data-session-left]')
    this.form = dialog.querySelector('form')
  }

  start () {
    this.seen()
    // Escape means the same as the button: nobody should lose work by closing a warning.
    for (const [target, name] of [[this.form, 'submit'], [this.dialog, 'cancel']]) {
      target.addEventListener(name, event => { event.preventDefault(); this.answer() })
    }
    window.setInterval(() => this.tick(), TICK)
  }

  seen () {
    this.lastSeen = Date.now()
    try { window.localStorage.setItem(SEEN, String(this.lastSeen)) } catch { /* no storage: each tab for itself */ }
  }

  idleEnd () {
    let shared = 0
    try { shared = Number(window.localStorage.getItem(SEEN)) } catch { /* as above */ }
    return Math.max(this.lastSeen, shared) + this.idle
  }

  canStay () {
    return this.idleEnd() < this.limit
  }

  tick () {
    const remaining = Math.min(this.idleEnd(), this.limit) - Date.now()
    if (remaining <= 0) return this.end()
    const due = remaining <= this.warning && (this.canStay() || !this.told)
    if (!due) return this.dialog.open && this.dialog.close()
    this.say(remaining)
    if (!this.dialog.open) this.dialog.showModal()
  }

  say (remaining) {
    for (const part of this.dialog.querySelectorAll('[data-session-when]')) {
      part.hidden = (part.dataset.sessionWhen === 'idle') !== this.canStay()
    }
    const minutes = Math.ceil(remaining / 60000)
    const { minutes: many, minute, moments } = this.dialog.dataset
    const words = remaining < 60000 ? moments : minutes === 1 ? minute : `${minutes} ${many}`
    // Written only when it changes: a screen reader is not to be interrupted every second.
    if (this.left.textContent !== words) this.left.textContent = words
  }

  async answer () {
    if (!this.canStay()) {
      this.told = true
      return this.dialog.close()
    }
    const sent = { method: 'POST', body: new FormData(this.form), redirect: 'manual' }
    const answer = await fetch(this.form.action, sent).catch(() => null)
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
