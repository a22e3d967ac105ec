import { type GrafanaTheme2 } from '@grafana/data';
import { type Palette } from '../canvas/palette';

/** Grafana's theme as the drawing's colours. */
export function paletteOf(theme: GrafanaTheme2): Palette {
  const { colors, visualization, typography } = theme;
  return {
    background: colors.background.primary,
    groupFill: theme.isDark ? 'rgba(204, 204, 220, 0.045)' : 'rgba(36, 41, 46, 0.03)',
    groupBorder: colors.border.weak,
    groupText: colors.text.secondary,
    nodeFill: colors.background.secondary,
    nodeBorder: colors.border.strong,
    externalFill: colors.background.canvas,
    text: colors.text.primary,
    secondaryText: colors.text.secondary,
    highlight: colors.primary.border,
    loss: {
      unknown: visualization.getColorByName(theme.isDark ? '#6e7891' : '#9aa3b8'),
      none: visualization.getColorByName(theme.isDark ? '#7b8db8' : '#8497c4'),
      some: visualization.getColorByName('orange'),
      severe: visualization.getColorByName(theme.isDark ? 'red' : 'dark-red'),
    },
    fontFamily: typography.fontFamily,
  };
}
