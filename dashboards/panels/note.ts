import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';

interface NoteFacts {
  title: string;
  /** Markdown. */
  text: string;
  /** In rows of the grid. */
  height: number;
}

/** What must be known to read the other panels, over the whole width. */
export function note({ title, text, height }: NoteFacts): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(title)
    .mode(TextMode.Markdown)
    .content(text)
    .span(24)
    .height(height);
}
