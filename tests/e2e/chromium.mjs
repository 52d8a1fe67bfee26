// Prints the path of a headless Chromium that needs no system package, unpacking it on first use.
//
// The npm package brings the browser and the libraries it loads (NSS, NSPR, expat, a software renderer, one font
// family) as archives meant for a bare server. Its own unpacking goes to a fixed place that all accounts of a machine
// would share and leaves the libraries out; here everything goes below build/, behind a launcher that finds it.
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import tar from 'tar-fs'

const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '../..')
const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
const archives = join(entry.slice(0, entry.indexOf('@sparticuz')), '@sparticuz', 'chromium')
const { version } = JSON.parse(await readFile(join(archives, 'package.json')))
const folder = join(root, 'build', 'chromium')
const launcher = join(folder, 'chromium')

const launch = `#!/bin/sh
here=\${0%/*}
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$here/fonts.conf" XDG_CACHE_HOME="$here/cache"
exec "$here/browser" "$@"
`
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <match target="pattern"><edit name="family" mode="append_last"><string>Open Sans</string></edit></match>
</fontconfig>
`

async function unpack (name, target) {
  await pipeline(createReadStream(join(archives, 'bin', name)), createBrotliDecompress(), target)
}

async function install () {
  await mkdir(join(root, 'build'), { recursive: true })
  const draft = await mkdtemp(join(root, 'build', 'chromium-'))
  await unpack('chromium.br', createWriteStream(join(draft, 'browser'), { mode: 0o755 }))
  for (const name of ['al2023.tar.br', 'swiftshader.tar.br', 'fonts.tar.br']) await unpack(name, tar.extract(draft))
  await writeFile(join(draft, 'fonts.conf'), fonts)
  await writeFile(join(draft, 'chromium'), launch, { mode: 0o755 })
  await writeFile(join(draft, 'version'), version)
  await chmod(draft, 0o755)
  await rm(folder, { recursive: true, force: true })
  // Two runs at once: the first to finish wins, the other's draft is dropped.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true }))
}

const installed = await readFile(join(folder, 'version'), 'utf8').catch(() => '')
if (installed !== version) await install()
console.log(launcher)
