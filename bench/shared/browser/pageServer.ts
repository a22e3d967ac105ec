import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type PageBundle } from './bundles';

export interface PageServer {
  /** Where the page of that bundle is. */
  urlOf(name: string): string;
  close(): void;
}

/** Isolated pages have a clock of 5 instead of 100 microseconds. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Serves the bundles as pages on loopback. */
export async function startPageServer(bundles: ReadonlyMap<string, PageBundle>): Promise<PageServer> {
  const server = createServer(({ url = '/' }, response) => {
    const bundle = bundles.get(url.slice(1));
    response.writeHead(bundle ? 200 : 404, HEADERS).end(bundle && htmlOf(bundle));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (name) => `http://127.0.0.1:${port}/${name}`,
    close: () => server.close(),
  };
}

function htmlOf({ script, style }: PageBundle): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Benchmark</title>
<style>body { margin: 0; background: #111217; } ${style}</style>
<body><script>${script.replaceAll('</script', '<\\/script')}</script></body></html>`;
}
