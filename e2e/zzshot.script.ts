import { chromium } from 'playwright-core';
const [,, out, url, w='1500', h='2200', wait='4000', theme='dark', user='admin'] = process.argv;
void (async () => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: Number(w), height: Number(h) } });
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text().slice(0, 300), m.location().url));
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  if (user === 'admin') await page.request.post('http://localhost:3400/login', { data: { user: 'admin', password: 'admin' } });
  const sep = url!.includes('?') ? '&' : '?';
  const t = performance.now();
  await page.goto(`http://localhost:3400${url}${sep}theme=${theme}`);
  await page.locator('[role=status] p').first().waitFor({ timeout: 120000 });
  console.log('verdict after', Math.round(performance.now() - t), 'ms', page.url());
  await page.waitForFunction(() => !/queries have responded/.test(document.body.innerText), undefined, { timeout: 120000 });
  console.log('complete after', Math.round(performance.now() - t), 'ms');
  await page.waitForTimeout(Number(wait));
  await page.screenshot({ path: out });
  await browser.close();
})();
