import { bundleCommand } from '../bundleCommand';

/** Writes the command about policies as one file. */
export async function bundlePolicies(outfile: string): Promise<void> {
  await bundleCommand({ code: `import './main';`, folder: __dirname, outfile });
}
