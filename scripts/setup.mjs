// First step of `npm run demo` and `npm test`: installs the programs and packages that they need. The demo with the gateway
// also runs it, to install Envoy.
// Runs before anything is installed, so it uses only Node.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Debian packages by purpose, each with a program that shows whether the package is installed. */
const PACKAGES = {
  demo: [{ name: 'prometheus', program: 'prometheus' }],
  gateway: [{ name: 'python3-pip', program: 'pip3' }],
  test: [
    { name: 'prometheus', program: 'prometheus' },
    { name: 'victoria-metrics', program: 'victoria-metrics' },
    { name: 'chromium', program: 'chromium' },
    { name: 'python3-pip', program: 'pip3' },
    { name: 'openssl', program: 'openssl' },
  ],
};

/** Python packages by purpose, each with the folder for it. */
const PYTHON = {
  demo: [],
  gateway: [{ requirements: 'gateway/requirements.txt', folder: '.python/gateway' }],
  test: [
    { requirements: 'gateway/requirements.txt', folder: '.python/gateway' },
    { requirements: 'e2e/requirements.txt', folder: '.python/terraform' },
  ],
};

/** Folders with their own package-lock.json. The tests also host the bundle with other Grafana versions. */
const NODE_FOLDERS = {
  demo: ['.'],
  gateway: [],
  test: ['.', 'workbench/hosts/11.6', 'workbench/hosts/13.2'],
};

function main() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    fail(`Node ${process.versions.node} is too old. Install Node 20 or later.`);
  }
  const purpose = Object.keys(PACKAGES).find((name) => name === process.argv[2]) ?? 'demo';
  installDebianPackages(PACKAGES[purpose]);
  NODE_FOLDERS[purpose].forEach(installNodeModules);
  // On Linux, PyPI has Terraform for x64 only. Its tests and those of the gateway are skipped on other processors.
  if (process.arch === 'x64') {
    PYTHON[purpose].forEach(installPythonPackages);
  }
}

function installDebianPackages(packages) {
  const missing = packages.filter(({ program }) => !isOnPath(program)).map(({ name }) => name);
  if (missing.length === 0) {
    return;
  }
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!isOnPath('apt-get')) {
    fail(
      `Missing programs: ${missing.join(', ')}. This is not a Debian system. Install them with your package manager.`
    );
  }
  if (process.getuid?.() !== 0) {
    fail(`Missing packages: ${missing.join(', ')}. Run: sudo apt-get update && sudo ${install}`);
  }
  console.log(`Installing Debian packages: ${missing.join(', ')}`);
  run(['apt-get', 'update', '-qq']);
  run(['env', 'DEBIAN_FRONTEND=noninteractive', ...install.split(' '), '-qq']);
}

/** npm writes a copy of the lock file to node_modules. If the copy is older than the lock file, the installation is outdated. */
function installNodeModules(folder) {
  const lock = path.join(ROOT, folder, 'package-lock.json');
  const installed = path.join(ROOT, folder, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installed) || fs.statSync(installed).mtimeMs < fs.statSync(lock).mtimeMs) {
    console.log(`Installing npm packages in ${folder} (about a minute)`);
    run(['npm', 'ci', '--no-audit', '--no-fund'], path.join(ROOT, folder));
  }
}

/** A copy of the requirements next to the packages shows whether the installation is outdated. */
function installPythonPackages({ requirements, folder: name }) {
  const folder = path.join(ROOT, name);
  const wanted = fs.readFileSync(path.join(ROOT, requirements), 'utf8');
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
    requirements,
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
    fail(`Command failed: ${[command, ...args].join(' ')}`);
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

main();
