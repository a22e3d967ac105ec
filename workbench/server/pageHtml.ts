export type ThemeName = 'light' | 'dark';

/** The page's background in each theme, so that nothing flashes before the styles are there. */
const CANVAS: Record<ThemeName, string> = { dark: '#111217', light: '#f4f5f5' };

/** The one HTML document of the workbench, with the boot data that `@grafana/runtime` reads when it is evaluated. */
export function pageHtml(theme: ThemeName, grafanaVersion: string): string {
  const bootData = {
    settings: {
      buildInfo: { version: grafanaVersion, commit: 'workbench', env: 'development', edition: 'OpenSource' },
      appSubUrl: '',
      appUrl: '/',
      featureToggles: {},
    },
    user: { isSignedIn: true, name: 'Workbench', login: 'workbench', orgRole: 'Viewer', theme, timezone: 'browser' },
    navTree: [],
  };
  return `<!doctype html>
<html lang="en" class="theme-${theme}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Eastwest workbench</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/workbench/page/main.css" />
    <style>
      body { margin: 0; background: ${CANVAS[theme]}; }
    </style>
    <script>
      window.__grafana_public_path__ = '/public/';
      window.grafanaBootData = ${JSON.stringify(bootData).replace(/</g, '\\u003c')};
    </script>
    <script src="/workbench/systemjs/system.min.js"></script>
    <script src="/workbench/systemjs/extras/amd.min.js"></script>
    <script type="module" src="/workbench/page/main.js"></script>
  </head>
  <body>
    <div id="workbench-root"></div>
  </body>
</html>
`;
}
