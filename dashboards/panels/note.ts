import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';

interface NoteFacts {
  title: string;
  /** Markdown. */
  text: string;
  /** In rows of the grid. */
  height: number;
}

/** A text about the dashboard, as wide as the dashboard. */
export function note({ title, text, height }: NoteFacts): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(title)
    .mode(TextMode.Markdown)
    .content(text)
    .span(24)
    .height(height);
}
