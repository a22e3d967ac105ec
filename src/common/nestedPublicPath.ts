import { APP_ID } from './pluginIds';

declare let __webpack_public_path__: string;

/**
 * First import of each nested plugin's module.
 *
 * Grafana serves a nested module under the nested plugin's own id, but webpack writes all chunks to
 * the root of the bundle, which is served under the app's id. Without this every lazy chunk and
 * worker of a nested plugin is a 404.
 */
__webpack_public_path__ = __webpack_public_path__.replace(/[^/]+\/$/, `${APP_ID}/`);
