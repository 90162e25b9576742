// Checks every pair of colours that the pages use. Run by the build; a low pair stops it.
import { readFileSync } from 'node:fs'

const source = readFileSync(new URL('./scss/_tokens.scss', import.meta.url), 'utf8')

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

const grounds = ['paper', 'sheet', 'sunk']
const text = [
  ...['ink', 'ink-soft', 'ink-mute', 'link', 'late', 'error', 'success'].flatMap((front) =>
    grounds.map((back) => [front, back])
  ),
  ['ink', 'honey-soft'], ['ink-soft', 'honey-soft'], ['link', 'honey-soft'],
  ['ink', 'late-soft'], ['late', 'late-soft'], ['on-late', 'late'],
  ['ink', 'error-soft'], ['error', 'error-soft'], ['on-ink', 'error'],
  ['ink', 'success-soft'], ['success', 'success-soft'], ['link', 'success-soft'],
  ['on-ink', 'ink'], ['on-ink', 'link']
]
const shapes = [
  ...['line-strong', 'late', 'ink'].flatMap((front) => grounds.map((back) => [front, back]))
]

const failures = []
let checked = 0
let lowest = Infinity

function check (palette, mode, pairs, floor) {
  for (const [front, back] of pairs) {
    const value = ratio(palette[front], palette[back])
    checked += 1
    if (floor === 4.5) lowest = Math.min(lowest, value)
    if (value < floor) failures.push(`${mode} : ${front} sur ${back} ${value.toFixed(2)} < ${floor}`)
  }
}

for (const mode of ['light', 'dark']) {
  const palette = { ...colours(mode), ...colours(`accents-${mode}`) }
  check(palette, mode, text, 4.5)
  check(palette, mode, shapes, 3)
  for (let n = 1; n <= 6; n += 1) {
    check(palette, mode, [
      ...grounds.map((back) => [`${n}`, back]),
      [`${n}`, `${n}-soft`], ['ink', `${n}-soft`], ['ink-soft', `${n}-soft`],
      ['link', `${n}-soft`], ['late', `${n}-soft`], ['on-ink', `${n}`]
    ], 4.5)
  }
}

if (failures.length) {
  console.error(failures.join('\n'))
  process.exit(1)
}
console.log(`Contrastes : ${checked} paires vérifiées, texte le plus faible ${lowest.toFixed(2)}:1`)
