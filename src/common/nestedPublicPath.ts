import { appPublicPath } from './appPublicPath';

declare let __webpack_public_path__: string;

/** First import of each nested plugin's module: without it, every lazy chunk and worker of the plugin is a 404. */
__webpack_public_path__ = appPublicPath(__webpack_public_path__);
