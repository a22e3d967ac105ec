import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useState } from 'react';
import { showMore } from '../../messages/details';

interface Props<Item> {
  items: readonly Item[];
  keyOf: (item: Item, index: number) => string;
  render: (item: Item) => ReactNode;
  /** Number of items before "Show more" is used. */
  initialCount: number;
}

const MORE = 100;

/** A list that shows its beginning, and a button for more. */
export function LongList<Item>({ items, keyOf, render, initialCount }: Props<Item>) {
  const styles = useStyles2(getStyles);
  const [count, setCount] = useState(initialCount);
  const rest = items.length - count;
  return (
    <>
      <ul className={styles.list}>
        {items.slice(0, count).map((item, index) => (
          <li key={keyOf(item, index)} className={styles.item}>
            {render(item)}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button size="sm" fill="text" onClick={() => setCount(count + MORE)}>
          {showMore(MORE, rest)}
        </Button>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    padding: theme.spacing(0.25, 0),
    overflowWrap: 'anywhere',
    '& + &': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
});
