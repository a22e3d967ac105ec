import { type LossLevel } from '../../core/graph/loss';

/** Every colour and font of the drawing, as CSS values. Made from Grafana's theme by the panel. */
export interface Palette {
  background: string;
  groupFill: string;
  groupBorder: string;
  groupText: string;
  nodeFill: string;
  nodeBorder: string;
  externalFill: string;
  text: string;
  secondaryText: string;
  highlight: string;
  loss: Record<LossLevel, string>;
  fontFamily: string;
}
