// What a page shows to machines, beyond axe: each probe returns what it finds wrong, a
// line for each thing, led by the criterion of RGAA 4.1.2. Loaded by visits.py.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const words = (text) => (text ?? '').replace(/\s+/g, ' ').trim()
  const name = (element) =>
    `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}.` +
    `${element.className?.baseVal ?? element.className} « ${words(element.textContent).slice(0, 40)} »`
  const seen = (element) => element.checkVisibility({ visibilityProperty: true })
  const where = (rule, elements) => elements.map((element) => `${rule} ${name(element)}`)
  const controls = 'input:not([type=hidden]), select, textarea'

  // The words that are read for a link, without those that are read for nobody.
  const read = (element) => {
    const copy = element.cloneNode(true)
    for (const part of all('[aria-hidden=true]', copy)) part.remove()
    return words(copy.getAttribute('aria-label') ?? copy.textContent)
  }

  const structure = () => {
    const found = []
    // A drawing of links, each with its name, is neither decoration nor one image.
    found.push(...where('1.2', all('svg:not([role=img], [role=group][aria-label])').filter((drawing) =>
      drawing.parentElement.closest('svg, [role=img]') === null &&
      (drawing.closest('[aria-hidden=true]') === null || drawing.querySelector('title, desc')))))
    found.push(...where('1.1', all('svg[role=img]').filter((drawing) =>
      !drawing.getAttribute('aria-label') && !words(drawing.querySelector('title')?.textContent))))
    found.push(...where('2.1 ou 4.1', all('iframe, frame, audio, video, object, embed, canvas, marquee, blink')))
    found.push(...where('5.4', all('table').filter((table) => !words(table.caption?.textContent))))
    found.push(...where('5.6', all('table').filter((table) =>
      !table.querySelector('th') || all('th', table).some((head) => !head.scope))))
    found.push(...where('7.1', all('[tabindex]').filter((element) => element.tabIndex > 0)))
    found.push(...where('7.5', all('.banner, .govuk-error-summary').filter((element) =>
      !['alert', 'status'].includes(element.getAttribute('role')))))
    if (document.doctype?.name !== 'html' || document.doctype.publicId) found.push('8.1 doctype')
    found.push(...where('8.9', all('b, i, u, center, font, big, strike, tt').filter((element) =>
      !element.closest('.prose'))))
    found.push(...where('8.9', all('p, h1, h2, h3, h4, li, td').filter((element) =>
      seen(element) && !words(element.textContent) && !element.querySelector('img, svg, input'))))
    found.push(...where('10.1', all('[align], [bgcolor], [border], [valign], [hspace], [style]')))
    found.push(...where('12.10', all('[accesskey]')))
    found.push(...where('13.1', all('meta[http-equiv=refresh]')))
    found.push(...where('13.2', all('a[target], form[target]')))
    found.push(...where('13.3', all('a[href$=".pdf"], a[href*="/documents/"], a[href*="/pieces/"]').filter(
      (link) => !/PDF|ODT|ODS|DOCX|XLSX|JPEG|PNG|image/i.test(words((link.closest('p, li') ?? link).textContent)))))
    found.push(...document.getAnimations().map((animation) => `13.8 ${animation.id}`))
    return found
  }

  const navigation = () => {
    const found = []
    const once = (rule, selector, count = 1) => {
      if (all(selector).filter(seen).length !== count) found.push(`${rule} ${selector}`)
    }
    once('9.2', 'main')
    once('9.2', 'body > header')
    once('9.2', 'body > footer')
    // Two ways to find a page at least: the menu, the search, the plan.
    once('12.1', 'body > header nav')
    once('12.5', 'body > header form[role=search]')
    once('12.4', 'body > footer a[href="/plan-du-site/"]')
    const skip = document.querySelector('a')
    if (skip.hash !== '#contenu' || !document.querySelector('main#contenu')) found.push('12.7')
    return found
  }

  const links = () => {
    const found = []
    const places = new Map()
    for (const link of all('main a[href]').filter(seen)) {
      const context = link.closest('p, li, td, th, article, dd')
      const part = link.closest('nav, section')?.getAttribute('aria-label') ?? ''
      const key = `${read(link)} | ${part} | ${context ? words(context.textContent) : ''}`
      if (places.has(key) && places.get(key) !== link.href) found.push(`6.1 ${name(link)}`)
      places.set(key, link.href)
    }
    // A link among words is told by more than its colour.
    found.push(...where('10.6', all('main p a[href], main .prose a[href]').filter(seen).filter((link) => {
      const around = words(link.parentElement.textContent) !== words(link.textContent)
      const told = [link, ...all('*', link)].some((part) =>
        getComputedStyle(part).textDecorationLine.includes('underline'))
      return around && !told && !link.matches('.button, [class*=tag], [class*=chip]')
    })))
    return found
  }

  const forms = () => {
    const found = []
    for (const control of all(controls).filter(seen)) {
      const label = control.labels?.[0]
      const group = control.closest('.govuk-form-group')
      if (!label) { found.push(`11.1 ${name(control)}`); continue }
      if (group) {
        // Beside: in the same group, above or on the same line, nothing to fill between.
        const between = all(controls, group).filter((other) => other !== control && seen(other)
          && label.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING
          && other.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING)
        const same = ['radio', 'checkbox'].includes(control.type) || !between.length
        if (!group.contains(label) || !same) found.push(`11.4 ${name(control)}`)
        if (seen(label) && label.getBoundingClientRect().top > control.getBoundingClientRect().bottom)
          found.push(`11.4 ${name(control)}`)
      }
      const kin = control.form ? all(`[name="${CSS.escape(control.name)}"]`, control.form) : []
      if (control.type === 'radio' || (control.type === 'checkbox' && kin.length > 1)) {
        const legend = control.closest('fieldset')?.querySelector('legend')
        if (!words(legend?.textContent)) found.push(`11.5 à 11.7 ${name(control)}`)
      }
      if (['email', 'tel', 'password'].includes(control.type) && !control.autocomplete)
        found.push(`11.13 ${name(control)}`)
      // Every error is told beside what caused it.
      if (control.getAttribute('aria-invalid') === 'true') {
        const told = (control.getAttribute('aria-describedby') ?? '').split(/\s+/)
          .concat((control.closest('fieldset')?.getAttribute('aria-describedby') ?? '').split(/\s+/))
        if (!told.some((id) => /Erreur/.test(document.getElementById(id)?.textContent ?? '')))
          found.push(`11.10 ${name(control)}`)
      }
      const about = `${words(label.textContent)} ${words(control.closest('fieldset')?.textContent)}`
      // Of a part that depends on an answer, its title or its note says when to fill it.
      const part = control.closest('fieldset.part')
      if (part?.querySelector('.part__note') || /^Si /.test(words(part?.querySelector('legend').textContent))) continue
      const must = control.required || control.getAttribute('aria-required') === 'true' || control.type === 'checkbox' || control.type === 'hidden'
      if (control.form?.method === 'post' && !must && !/facultatif/.test(about)
        && !kin.some((one) => one.required)) found.push(`11.10 ${name(control)}`)
    }
    for (const link of all('.govuk-error-summary a'))
      if (!document.querySelector(link.getAttribute('href'))) found.push(`11.10 ${name(link)}`)
    return found
  }

  // Without JavaScript nothing is missing: what only a script can do is shown by one.
  const main = (page) => {
    const copy = page.querySelector('main').cloneNode(true)
    for (const other of all('[data-count-for], noscript', copy)) other.remove()
    return words(copy.textContent)
  }
  const scripts = (html) => [
    ...(main(document) === main(new DOMParser().parseFromString(html, 'text/html')) ? []
      : ['sans script : la page ne dit pas la même chose']),
    ...where('sans script', all('form').filter((form) =>
      !all('button, input[type=submit]', form).some((button) => button.type === 'submit'))),
    ...where('sans script', all('a').filter((link) =>
      !link.getAttribute('href') || /^(#$|javascript:)/.test(link.getAttribute('href')))),
    ...where('sans script', all('button[type=button]').filter((button) =>
      !button.closest('[data-needs-script], [data-passkey], form'))),
  ]

  // 10.2, 10.3: without the style sheet nothing is lost, and the order is that of the source.
  const styles = () => {
    const found = []
    for (const element of all('body *')) {
      const style = getComputedStyle(element)
      if ((style.order !== '0' || /reverse/.test(style.flexDirection)) && words(element.textContent))
        found.push(`10.3 ${name(element)}`)
      for (const part of ['::before', '::after']) {
        const content = getComputedStyle(element, part).content
        if (/^".*\p{L}.*"$/u.test(content)) found.push(`10.2 ${name(element)} ${content}`)
      }
    }
    return found
  }

  // --- Focus: every stop of the Tab key draws a ring ---------------------------------
  const ring = (element, forced) => {
    const parts = []
    for (let up = element, level = 0; up && level < 4; up = up.parentElement, level++)
      for (const part of level ? [null] : [null, '::before', '::after']) {
        const style = getComputedStyle(up, part)
        const outline = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2
          ? '' : style.outline
        // Forced colours draw no shadow.
        parts.push(`${outline}|${forced ? '' : style.boxShadow}`)
      }
    return parts.join('/')
  }
  const stops = () => {
    const groups = new Set()
    return all('a[href], button, input, select, textarea, summary, [tabindex]')
      .filter((element) => element.tabIndex >= 0 && !element.disabled && element.type !== 'hidden')
      .filter(seen)
      .filter((element) => {
        if (element.type !== 'radio') return true
        const checked = element.form.querySelector(`[name="${CSS.escape(element.name)}"]:checked`)
        if (checked) return element === checked
        return !groups.has(element.name) && groups.add(element.name)
      })
  }
  const focus = (forced) => {
    const found = []
    const list = stops()
    document.activeElement?.blur?.()
    const before = list.map((element) => ring(element, forced))
    list.forEach((element, at) => {
      element.focus({ preventScroll: true })
      if (document.activeElement !== element) found.push(`12.8 ${name(element)}`)
      else if (ring(element, forced) === before[at]) found.push(`10.7 ${name(element)}`)
    })
    document.activeElement?.blur?.()
    return found
  }

  // The Tab key pressed for good: which stop it is at, and whether that is seen.
  let watched = []
  let bare = []
  const watch = () => {
    watched = stops()
    bare = watched.map((element) => ring(element, false))
    return watched.length
  }
  const focused = () => {
    const element = document.activeElement
    const box = element.getBoundingClientRect()
    const at = watched.indexOf(element)
    return {
      at,
      name: `${element.tagName.toLowerCase()} ${element.id || element.innerText?.trim().slice(0, 40)}`,
      ringed: ring(element, false) !== bare[at],
      seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
        && box.right > 0 && box.left < innerWidth,
    }
  }

  // --- Colours chosen by the reader ----------------------------------------------------
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const light = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (one, two) => {
    const [low, high] = [light(one), light(two)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const forced = () => {
    const ground = getComputedStyle(document.body).backgroundColor
    const found = []
    for (const control of all(`.button:not(.button--link), ${controls}, .badge, .banner, .tag`)) {
      const style = getComputedStyle(control)
      const native = ['radio', 'checkbox', 'file'].includes(control.type)
      if (!seen(control) || native || control.closest('.search-box')) continue
      if (style.borderTopStyle === 'none' || !parseFloat(style.borderTopWidth)
        || contrast(style.borderTopColor, ground) < 3) found.push(`couleurs forcées : ${name(control)}`)
    }
    // Behind words browsers put the page's ground, whatever the element's own.
    const spoken = all('body *').filter((element) => seen(element) && !element.closest('svg')
      && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && words(node.data)))
    for (const element of spoken)
      if (!element.closest('[disabled]') && contrast(getComputedStyle(element).color, ground) < 4.5)
        found.push(`couleurs forcées, mots : ${name(element)}`)
    for (const text of all('svg text').filter(seen))
      if (contrast(getComputedStyle(text).fill, ground) < 4.5) found.push(`couleurs forcées : ${name(text)}`)
    for (const drawing of all('svg.icon').filter(seen))
      if (contrast(getComputedStyle(drawing).color, getComputedStyle(drawing.parentElement).color) > 1.5
        && contrast(getComputedStyle(drawing).color, ground) < 3) found.push(`couleurs forcées : ${name(drawing.parentElement)}`)
    return found
  }

  const printed = () => [
    ...where('sur papier :', all('body > header nav, form[role=search], .button-row, .breadcrumbs, .govuk-skip-link').filter(seen)),
    ...all('main h1').filter((title) =>
      !seen(title) || contrast(getComputedStyle(title).color, '#fff') < 7).map((title) => `sur papier : ${name(title)}`),
  ]

  // WCAG 1.4.12: what a reader's own sheet would set.
  const spacing = new CSSStyleSheet()
  spacing.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`)
  const space = (on) => {
    document.adoptedStyleSheets = on ? [spacing] : []
    return getComputedStyle(document.querySelector('p')).letterSpacing
  }

  const frame = () => ['body > header', 'body > footer'].map((selector) =>
    all(`${selector} :is(a, input, button)`).map((element) =>
      `${read(element)}|${element.getAttribute('href') ?? element.name}`).join('\n'))

  window.probes = {
    // A page of a site that is down has neither menu nor search.
    rgaa: (down, html) => [structure, links, forms, scripts, styles, ...(down ? [] : [navigation])]
      .flatMap((probe) => probe(html)),
    focus, watch, focused, forced, printed, space, frame,
    loaded: () => performance.getEntriesByType('resource').map((entry) => entry.name),
  }
})()
