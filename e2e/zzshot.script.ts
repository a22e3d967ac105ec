import { chromium } from 'playwright-core';
const [,, out, url, w='1500', h='2200', wait='30000', theme='dark'] = process.argv;
void (async () => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: Number(w), height: Number(h) } });
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text().slice(0, 300)));
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  await page.request.post('http://localhost:3400/login', { data: { user: 'admin', password: 'admin' } });
  const sep = url!.includes('?') ? '&' : '?';
  await page.goto(`http://localhost:3400${url}${sep}theme=${theme}`);
  await page.waitForTimeout(Number(wait));
  await page.screenshot({ path: out });
  await browser.close();
})();
