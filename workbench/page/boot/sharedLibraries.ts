import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import lodash from 'lodash';
// Grafana still provides it to plugins that use it.
// eslint-disable-next-line no-restricted-imports
import moment from 'moment';
import * as react from 'react';
import * as jsxDevRuntime from 'react/jsx-dev-runtime';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactDom from 'react-dom';
import * as reactRouter from 'react-router-dom-v5-compat';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';
import { PluginPage } from '../app/PluginPage';
import { PanelRenderer } from '../panels/PanelRenderer';

/** For a CommonJS library: plugins expect the library itself, not a namespace with a `default`. */
const itself = (library: object) => ({ default: library, __useDefault: true });

/** The modules that Grafana provides to plugins, which therefore do not bundle them. */
const shared: Record<string, object> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  // On npm, the library's own PluginPage and PanelRenderer are empty: Grafana provides them.
  '@grafana/runtime': { ...grafanaRuntime, PluginPage, PanelRenderer },
  '@grafana/ui': grafanaUi,
  lodash: itself(lodash),
  moment: itself(moment),
  react,
  'react/jsx-dev-runtime': jsxDevRuntime,
  'react/jsx-runtime': jsxRuntime,
  'react-dom': reactDom,
  // Plugins get version 6 of the router.
  'react-router': reactRouter,
  rxjs,
  'rxjs/operators': rxjsOperators,
};

/** Registers the shared modules in SystemJS under the bare names that plugin bundles import. */
export function shareLibraries(): void {
  const imports: Record<string, string> = {};
  for (const [name, module] of Object.entries(shared)) {
    const id = `package:${name}`;
    window.System.set(id, module);
    imports[name] = id;
  }
  window.System.addImportMap({ imports });
}
