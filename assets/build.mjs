// Compiles scss/site.scss into static/css/site.css, after the check of the contrasts.
// `npm run build`; with --watch, again at each change.
import { mkdirSync, watch, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { compile } from 'sass'

const here = fileURLToPath(new URL('.', import.meta.url))
const target = `${here}../static/css`
const budget = 16 * 1024

function build () {
  const { css } = compile(`${here}scss/site.scss`, {
    style: 'compressed',
    loadPaths: [`${here}node_modules`],
    quietDeps: true,
    charset: false
  })
  const size = gzipSync(css, { level: 9 }).length
  mkdirSync(target, { recursive: true })
  writeFileSync(`${target}/site.css`, `${css}\n`)
  console.log(`site.css : ${css.length} octets, ${size} compressés (plafond ${budget})`)
  if (size > budget) process.exitCode = 1
}

await import('./contrast.mjs')
build()

if (process.argv.includes('--watch')) {
  watch(`${here}scss`, { recursive: true }, () => {
    try {
      build()
    } catch (error) {
      console.error(error.message)
    }
  })
}
