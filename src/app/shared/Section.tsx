import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Stack, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  /** Controls next to the title. */
  controls?: ReactNode;
  children: ReactNode;
}

/** A part of the page with a title. */
export function Section({ title, controls, children }: SectionProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack alignItems="center" gap={2} wrap="wrap">
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {controls}
      </Stack>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ ...theme.typography.h4 }),
});
