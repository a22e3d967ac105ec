import { type Role } from './shared/options';

/** Grafana's themes. */
type ThemeName = 'light' | 'dark';

/** The page's background in each theme, so that nothing flashes before the styles are loaded. */
const CANVAS: Record<ThemeName, string> = { dark: '#111217', light: '#f4f5f5' };

/** What the document depends on. */
export interface PageFacts {
  theme: ThemeName;
  grafanaVersion: string;
  /** Without a slash at the end; empty for none. */
  subPath: string;
  /** With the sub path and a slash at the end. */
  appUrl: string;
  /** The role of the viewer. */
  role: Role;
  /** The nonce of the content security policy. */
  nonce: string;
}

/**
 * The workbench's only HTML document, with the boot data that `@grafana/runtime` reads when it is evaluated. As in
 * Grafana, relative addresses are resolved against the sub path, on every page.
 */
export function pageHtml({ theme, grafanaVersion, subPath, appUrl, role, nonce }: PageFacts): string {
  const bootData = {
    settings: {
      buildInfo: { version: grafanaVersion, commit: 'workbench', env: 'development', edition: 'OpenSource' },
      appSubUrl: subPath,
      appUrl,
      featureToggles: {},
    },
    user: {
      isSignedIn: true,
      name: 'Workbench',
      login: 'workbench',
      orgRole: role,
      permissions: permissionsOf(role),
      theme,
      timezone: 'browser',
    },
    navTree: [],
  };
  return `<!doctype html>
<html lang="en" class="theme-${theme}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Eastwest workbench</title>
    <base href="${subPath}/" />
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="workbench/page/main.css" />
    <style>
      body { margin: 0; background: ${CANVAS[theme]}; }
    </style>
    <script nonce="${nonce}">
      window.__grafana_public_path__ = 'public/';
      window.grafanaBootData = ${JSON.stringify(bootData).replace(/</g, '\\u003c')};
    </script>
    <script nonce="${nonce}" src="workbench/systemjs/system.min.js"></script>
    <script nonce="${nonce}" src="workbench/systemjs/extras/amd.min.js"></script>
    <script nonce="${nonce}" src="workbench/systemjs/extras/named-register.min.js"></script>
    <script nonce="${nonce}" type="module" src="workbench/page/main.js"></script>
  </head>
  <body>
    <div id="workbench-root"></div>
  </body>
</html>
`;
}

/** The default permissions in Grafana that concern data sources. */
function permissionsOf(role: Role): Record<string, boolean> {
  const ofAll = ['datasources:query'];
  const ofAdmins = ['datasources:create', 'datasources:read', 'datasources:write', 'datasources:delete'];
  return Object.fromEntries((role === 'Admin' ? [...ofAll, ...ofAdmins] : ofAll).map((action) => [action, true]));
}
