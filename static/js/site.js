// What JavaScript adds: the count of signs left, the focus on the list of errors.
// Every page works without it.

for (const summary of document.querySelectorAll('[data-focus]')) summary.focus()

const plural = (n, word) =>
  `${n.toLocaleString('fr-FR')}\u00a0${word}${n > 1 ? 's' : ''}`

for (const note of document.querySelectorAll('[data-count-for]')) {
  const field = document.getElementById(note.dataset.countFor)
  if (!field) continue
  const max = Number(note.dataset.max)
  // A text pasted too long stays whole: it is counted, never cut.
  field.removeAttribute('maxlength')
  note.setAttribute('aria-live', 'polite')

  let waiting
  const say = () => {
    const left = max - [...field.value.replace(/\r?\n/g, '\r\n')].length
    note.toggleAttribute('data-over', left < 0)
    note.textContent =
      left < 0
        ? `${plural(-left, 'signe')} de trop`
        : `Il reste ${plural(left, 'signe')}`
  }
  field.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(say, 250)
  })
  if (field.value) say()
}

// An address to copy is taken whole; a page is printed with its own style.
for (const field of document.querySelectorAll('[data-select]')) {
  field.addEventListener('focus', () => field.select())
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.addEventListener('click', () => window.print())
}
for (const part of document.querySelectorAll('[data-needs-script]')) {
  part.hidden = false
}
