import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** The folder into which `npm test` installs Terraform (scripts/setup.mjs). */
const LIBRARY = path.join(ROOT, '.python/terraform');

/** PyPI has Terraform for no other processor architecture. */
export const HAS_TERRAFORM = process.arch === 'x64' || fs.existsSync(LIBRARY);

/**
 * Returns the module's locals for these variables, as Terraform evaluates them. Resources are excluded, because they
 * need a provider and a Grafana.
 *
 * @param names the names of the locals
 */
export function moduleLocals(variables: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-terraform-'));
  try {
    const write = (name: string, content: object) =>
      fs.writeFileSync(path.join(directory, name), JSON.stringify(content));
    fs.mkdirSync(path.join(directory, 'terraform'));
    fs.symlinkSync(path.join(ROOT, 'dashboards'), path.join(directory, 'dashboards'));
    for (const file of ['locals.tf', 'variables.tf']) {
      fs.copyFileSync(path.join(ROOT, 'terraform', file), path.join(directory, 'terraform', file));
    }
    write('terraform/outputs.tf.json', {
      output: Object.fromEntries(names.map((name) => [name, { value: `\${local.${name}}` }])),
    });
    write('main.tf.json', {
      module: { eastwest: { source: './terraform', ...variables } },
      output: Object.fromEntries(names.map((name) => [name, { value: `\${module.eastwest.${name}}` }])),
    });
    return apply(directory);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/**
 * Returns what Terraform finds wrong with a configuration when it loads it, with the lines. Providers are not loaded, so
 * the arguments of resources are not checked.
 */
export function configProblems(text: string): string[] {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-terraform-'));
  try {
    fs.writeFileSync(path.join(directory, 'main.tf'), text);
    return runPython('terraform_problems.py', directory).split('\n').filter(Boolean);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/** Throws an error with Terraform's output if Terraform rejects the configuration. */
function apply(directory: string): Record<string, unknown> {
  return JSON.parse(runPython('terraform.py', directory));
}

/** Runs a script of this folder with Terraform as a library. Throws an error with its output if it fails. */
function runPython(script: string, directory: string): string {
  const { TF_CLI_CONFIG_FILE: _, ...environment } = process.env;
  return execFileSync('python3', [path.join(__dirname, script), directory], {
    env: { ...environment, PYTHONPATH: LIBRARY, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
    stdio: 'pipe',
  });
}
