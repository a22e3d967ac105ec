import http, { type Server } from 'node:http';
import { bundlePage, type PageBundle } from './bundle/bundlePage';
import { grafanaVersion } from './bundle/grafanaVersion';
import { sendJson } from './shared/http';
import { type WorkbenchOptions } from './shared/options';
import { repositoryDir } from './shared/paths';
import { serve } from './routes';

/** A running workbench. */
export interface Workbench {
  /** With the sub path and without a slash at the end, for example `http://127.0.0.1:3300`. */
  url: string;
  /** The bundled page and its build time. */
  bundle: PageBundle;
  close(): Promise<void>;
}

/** Bundles the page, or uses the cached bundle, and serves it with the built plugins on 127.0.0.1. */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const set = options.grafanaSet ?? { dir: repositoryDir };
  const version = await grafanaVersion(set);
  const bundle = await bundlePage(set);
  const context = { options, grafanaVersion: version, librariesDir: set.dir, pageDir: bundle.dir };
  // A client can send a request on an idle connection just when it is closed, and would then get no response.
  const server = http.createServer({ keepAliveTimeout: 0 }, (req, res) => {
    serve(req, res, context).catch((error: unknown) => {
      sendJson(res, 500, { message: error instanceof Error ? error.message : String(error) });
    });
  });
  const port = await listen(server, options.port);
  return { url: `http://127.0.0.1:${port}${options.subPath ?? ''}`, bundle, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Also aborts running requests: a test must not wait for a slow upstream. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
