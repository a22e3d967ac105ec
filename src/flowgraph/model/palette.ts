import { type GrafanaTheme2 } from '@grafana/data';
import { type Palette } from '../canvas/visualEncoding';

/** The colors of the graph, from Grafana's theme. */
export function paletteOf(theme: GrafanaTheme2): Palette {
  const { colors, visualization, typography, isDark } = theme;
  const named = (name: string) => visualization.getColorByName(name);
  return {
    background: colors.background.primary,
    groupFill: isDark ? 'rgba(204, 204, 220, 0.045)' : 'rgba(36, 41, 46, 0.03)',
    groupBorder: colors.border.weak,
    groupText: colors.text.secondary,
    nodeFill: colors.background.secondary,
    nodeBorder: colors.border.strong,
    cellFill: isDark ? '#33384a' : '#dfe4ef',
    externalFill: colors.background.canvas,
    bar: named(isDark ? 'blue' : 'dark-blue'),
    text: colors.text.primary,
    secondaryText: colors.text.secondary,
    highlight: colors.primary.border,
    found: named(isDark ? 'yellow' : 'dark-yellow'),
    unknown: isDark ? '#707a94' : '#656f88',
    steps: [isDark ? '#7184b3' : '#5568a0', named('orange'), named(isDark ? 'red' : 'dark-red')],
    changes: {
      same: isDark ? '#5f6b88' : '#b3bdd6',
      shrunk: named('blue'),
      grown: named('orange'),
      gone: isDark ? '#9aa3b8' : '#6e7891',
      new: named('green'),
    },
    verdicts: {
      allowed: isDark ? '#6b8f7d' : '#7fae94',
      'newly-allowed': named(isDark ? 'green' : 'dark-green'),
      unknown: named('orange'),
      denied: named(isDark ? 'red' : 'dark-red'),
      'newly-denied': named(isDark ? 'red' : 'dark-red'),
    },
    textOn: (color) => colors.getContrastText(color),
    fontFamily: typography.fontFamily,
  };
}
