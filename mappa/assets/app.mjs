// Starts the parts of GOV.UK Frontend that pages use, then our own. Every page works without this file.
import {
  Button, CharacterCount, Checkboxes, createAll, ErrorSummary, PasswordInput, Radios, ServiceNavigation, SkipLink
} from 'govuk-frontend'
import { foldOnPhones } from './parts/fold.mjs'
import { warnBeforeSessionEnds } from './parts/session.mjs'

// GOV.UK's template does this in an inline script, which the content policy forbids.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')

for (const component of [
  Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, ServiceNavigation, SkipLink
]) createAll(component)

foldOnPhones()
warnBeforeSessionEnds()
