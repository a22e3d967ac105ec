import { css, Global } from '@emotion/react';
import { useTheme2 } from '@grafana/ui';
import React from 'react';

const WEIGHTS: Array<[weight: number, name: string]> = [
  [400, 'Regular'],
  [500, 'Medium'],
  [600, 'SemiBold'],
];

/** The machine's fonts instead of Grafana's, which are not part of its npm packages: Inter if it is installed. */
const fonts = WEIGHTS.map(([weight, name]) => ({
  '@font-face': {
    fontFamily: 'Inter',
    fontStyle: 'normal',
    fontWeight: weight,
    src: `local('Inter ${name}'), local('Inter-${name}'), local('Liberation Sans'), local('Helvetica'), local('Arial')`,
  },
}));

const mono = [400, 500].map((weight) => ({
  '@font-face': {
    fontFamily: 'Roboto Mono',
    fontStyle: 'normal',
    fontWeight: weight,
    src: `local('Roboto Mono'), local('DejaVu Sans Mono'), local('Liberation Mono'), local('Menlo')`,
  },
}));

/** Page-wide styles in addition to Grafana's own. */
export function PageStyles() {
  const theme = useTheme2();
  const page = {
    body: {
      background: theme.colors.background.canvas,
      // The whole document scrolls, so that full-page screenshots show everything.
      overflow: 'auto',
      height: 'auto',
      minHeight: '100vh',
    },
    '#workbench-root': { minHeight: '100vh' },
  };
  return <Global styles={css([...fonts, ...mono, page])} />;
}
