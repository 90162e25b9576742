// Checks every pair of colours that the pages use (pairs.json). Run by the build; a low
// pair stops it. `home/style/colours.py` measures the same pairs on the compiled sheet.
import { readFileSync } from 'node:fs'

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')
const source = read('./scss/_tokens.scss')
const { text, shapes, accents } = JSON.parse(read('./pairs.json'))

function colours (name) {
  const block = source.match(new RegExp(`\\$${name}: \\(([^)]*)\\)`))[1]
  return Object.fromEntries(
    [...block.matchAll(/"([\w-]+)": (#[0-9a-f]{6})/g)].map(([, key, hex]) => [key, hex])
  )
}

function luminance (hex) {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function ratio (one, two) {
  const [high, low] = [luminance(one), luminance(two)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const failures = []
let checked = 0
let lowest = Infinity

function check (palette, mode, { floor, on }) {
  for (const [back, fronts] of Object.entries(on)) {
    for (const front of fronts) {
      const value = ratio(palette[front], palette[back])
      checked += 1
      if (floor === 4.5) lowest = Math.min(lowest, value)
      if (value < floor) failures.push(`${mode} : ${front} sur ${back} ${value.toFixed(2)} < ${floor}`)
    }
  }
}

for (const mode of ['light', 'dark']) {
  const palette = colours(mode)
  const dyes = colours(`accents-${mode}`)
  check(palette, mode, text)
  check(palette, mode, shapes)
  for (let n = 1; n <= 6; n += 1) {
    const council = { ...palette, accent: dyes[`${n}`], 'accent-soft': dyes[`${n}-soft`] }
    check(council, `${mode}, conseil ${n}`, accents)
  }
}

if (failures.length) {
  console.error(failures.join('\n'))
  process.exit(1)
}
console.log(`Contrastes : ${checked} paires vérifiées, texte le plus faible ${lowest.toFixed(2)}:1`)
