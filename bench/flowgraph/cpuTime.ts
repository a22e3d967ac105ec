import { type Browser, type CDPSession } from 'playwright-core';

/** The CPU time in ms that all processes of a browser took for some work: renderers differ in which one draws. */
export async function cpuMsDuring(browser: Browser, work: () => Promise<void>): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const before = await secondsByProcess(session);
  await work();
  const after = await secondsByProcess(session);
  await session.detach();
  return [...after].reduce((sum, [id, seconds]) => sum + (seconds - (before.get(id) ?? 0)) * 1_000, 0);
}

async function secondsByProcess(session: CDPSession): Promise<Map<number, number>> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime]));
}
