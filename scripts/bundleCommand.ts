import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { licenseTexts, packageDirsOf } from './thirdPartyLicenses';

/** A file of a command that Node 20 runs without this repository and without other packages. */
interface BundledCommand {
  /** The code that starts the command. */
  code: string;
  /** The folder that its imports are relative to. */
  folder: string;
  outfile: string;
}

/** What CommonJS packages in an ES module need to load the modules of Node. */
const REQUIRE = `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);`;

/**
 * Writes a command as one file, with the licenses of the packages in it. The name ends with ".cjs" or ".mjs", which decides the format.
 * The same sources result in the same bytes.
 */
export async function bundleCommand({ code, folder, outfile }: BundledCommand): Promise<void> {
  const isModule = outfile.endsWith('.mjs');
  const { metafile } = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: isModule ? 'esm' : 'cjs',
    target: 'node20',
    ...(isModule && { banner: { js: REQUIRE } }),
    logLevel: 'warning',
    metafile: true,
  });
  const files = Object.keys(metafile.inputs).map((file) => path.resolve(file));
  fs.appendFileSync(outfile, `\n/*\n${licenseTexts(packageDirsOf(files))}*/\n`);
}
