import { chromium } from 'playwright-core';
const [, , out, url, width, height, theme, user] = process.argv;
void (async () => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) } });
  const problems: string[] = [];
  page.on('console', (m) => m.type() === 'error' && problems.push(m.text()));
  page.on('pageerror', (e) => problems.push(String(e)));
  const [name, password] = (user ?? 'admin:admin').split(':');
  await page.request.post('http://127.0.0.1:3400/login', { data: { user: name, password } });
  await page.goto(`http://127.0.0.1:3400${url}${url!.includes('?') ? '&' : '?'}theme=${theme}`, { timeout: 120000 });
  await page.waitForTimeout(25000);
  await page.screenshot({ path: out! });
  console.log(out, JSON.stringify(problems.slice(0, 5)));
  await browser.close();
})();
