// Builds mappa/assets/ into build/static/: one style sheet, one script per entry point, and the images as they are.
//
// The folder is made anew beside the old one and then takes its place, so that a failed build never leaves half of one.
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const sources = join(root, 'mappa', 'assets')
const target = join(root, 'build', 'static')

const names = await readdir(sources)
const entries = ending => names.filter(name => name.endsWith(ending) && !name.startsWith('_'))

async function buildStyles (draft) {
  for (const name of entries('.scss')) {
    const { css } = await sass.compileAsync(join(sources, name), {
      style: 'compressed',
      loadPaths: [join(root, 'node_modules'), root],
      logger: { warn: (message, { stack }) => stack?.includes('node_modules') || console.warn(message, stack ?? '') }
    })
    await writeFile(join(draft, name.replace('.scss', '.css')), css)
  }
}

async function buildScripts (draft) {
  await esbuild.build({
    entryPoints: entries('.mjs').map(name => join(sources, name)),
    outdir: draft,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
    logLevel: 'warning',
    nodePaths: [join(root, 'node_modules')]
  })
}

await mkdir(join(root, 'build'), { recursive: true })
const draft = await mkdtemp(join(root, 'build', 'static-'))
try {
  await buildStyles(draft)
  if (entries('.mjs').length) await buildScripts(draft)
  if (names.includes('images')) await cp(join(sources, 'images'), join(draft, 'images'), { recursive: true })
  await chmod(draft, 0o755)
  await rm(target, { recursive: true, force: true })
  await rename(draft, target)
} catch (error) {
  await rm(draft, { recursive: true, force: true })
  throw error
}
