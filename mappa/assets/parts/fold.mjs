// Filter panels are sent open, so that they work everywhere; on a phone they start folded.
const PHONE = '(max-width: 40.0525em)'

export function foldOnPhones () {
  if (!window.matchMedia(PHONE).matches) return
  for (const details of document.querySelectorAll('[data-fold-on-phone]:not([data-keep-open])')) details.open = false
}
