import { css } from '@emotion/css';
import { type GrafanaTheme2, type PanelProps, renderMarkdown, textUtil } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** The options of the text panel that the workbench supports. */
export interface TextOptions {
  mode: 'markdown' | 'html' | 'code';
  content: string;
}

/** Replaces Grafana's text panel. @grafana/data sanitizes Markdown and HTML. */
export function TextPanel({ options: { mode, content }, replaceVariables }: PanelProps<TextOptions>) {
  const styles = useStyles2(getStyles);
  const text = replaceVariables(content, {}, mode === 'code' ? 'json' : 'html');
  if (mode === 'code') {
    return <pre className={styles}>{text}</pre>;
  }
  const html = mode === 'html' ? textUtil.sanitizeTextPanelContent(text) : renderMarkdown(text);
  return <div className={`markdown-html ${styles}`} dangerouslySetInnerHTML={{ __html: html }} />;
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    height: '100%',
    overflow: 'auto',
    '& > :last-child': { marginBottom: 0 },
    '& code': { background: theme.colors.background.secondary },
  });
