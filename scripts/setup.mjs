// First step of `npm run demo` and `npm test`: what they need beyond Node itself.
// Runs before anything is installed, so it uses nothing but Node.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Debian packages by what needs them, each with a program that shows whether it is there. */
const PACKAGES = {
  demo: [{ name: 'prometheus', program: 'prometheus' }],
  test: [
    { name: 'prometheus', program: 'prometheus' },
    { name: 'victoria-metrics', program: 'victoria-metrics' },
    { name: 'chromium', program: 'chromium' },
    { name: 'python3-pip', program: 'pip3' },
  ],
};

/** Python packages of the tests, and where they go. */
const PYTHON = { requirements: 'e2e/requirements.txt', folder: '.python' };

/** Folders with a package-lock.json of their own: the tests host the bundle with other Grafana versions too. */
const NODE_FOLDERS = {
  demo: ['.'],
  test: ['.', 'workbench/hosts/11.6', 'workbench/hosts/13.2'],
};

function main() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    fail(`Node ${process.versions.node} is too old. Install Node 20 or newer.`);
  }
  const purpose = process.argv[2] === 'test' ? 'test' : 'demo';
  installDebianPackages(PACKAGES[purpose]);
  NODE_FOLDERS[purpose].forEach(installNodeModules);
  // PyPI has Terraform for no other processor of Linux; its tests are skipped there.
  if (purpose === 'test' && process.arch === 'x64') {
    installPythonPackages();
  }
}

function installDebianPackages(packages) {
  const missing = packages.filter(({ program }) => !isOnPath(program)).map(({ name }) => name);
  if (missing.length === 0) {
    return;
  }
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!isOnPath('apt-get')) {
    fail(`Needed and not found: ${missing.join(', ')}. This is no Debian; install them in the way of your system.`);
  }
  if (process.getuid?.() !== 0) {
    fail(`Needed and not found: ${missing.join(', ')}. Run: sudo apt-get update && sudo ${install}`);
  }
  console.log(`Installing Debian packages: ${missing.join(', ')}`);
  run(['apt-get', 'update', '-qq']);
  run(['env', 'DEBIAN_FRONTEND=noninteractive', ...install.split(' '), '-qq']);
}

/** npm writes a copy of the lock file into node_modules; an older one means an older installation. */
function installNodeModules(folder) {
  const lock = path.join(ROOT, folder, 'package-lock.json');
  const installed = path.join(ROOT, folder, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installed) || fs.statSync(installed).mtimeMs < fs.statSync(lock).mtimeMs) {
    console.log(`Installing npm packages in ${folder} (about a minute)`);
    run(['npm', 'ci', '--no-audit', '--no-fund'], path.join(ROOT, folder));
  }
}

/** A copy of the requirements next to the packages shows whether they come from an older list. */
function installPythonPackages() {
  const folder = path.join(ROOT, PYTHON.folder);
  const wanted = fs.readFileSync(path.join(ROOT, PYTHON.requirements), 'utf8');
  const copy = path.join(folder, 'requirements.txt');
  if (fs.existsSync(copy) && fs.readFileSync(copy, 'utf8') === wanted) {
    return;
  }
  console.log('Installing Python packages');
  fs.rmSync(folder, { recursive: true, force: true });
  run([
    'pip3',
    'install',
    '--quiet',
    '--root-user-action=ignore',
    '--disable-pip-version-check',
    '--no-deps',
    '--require-hashes',
    '--target',
    folder,
    '-r',
    PYTHON.requirements,
  ]);
  fs.writeFileSync(copy, wanted);
}

function isOnPath(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => fs.existsSync(path.join(folder, program)));
}

function run([command, ...args], cwd = ROOT) {
  try {
    execFileSync(command, args, { cwd, stdio: 'inherit' });
  } catch {
    fail(`This command failed: ${[command, ...args].join(' ')}`);
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

main();
