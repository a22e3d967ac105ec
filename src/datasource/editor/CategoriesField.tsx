import { InlineField, MultiCombobox } from '@grafana/ui';
import React from 'react';
import { categoryLabel, KNOWN_CATEGORIES } from '../../core/flow/category';
import { textsOf } from '../../core/query/untrusted';
import { LABEL_WIDTH } from './fields';
import { CATEGORIES } from './messages';

const OPTIONS = KNOWN_CATEGORIES.map((value) => ({ value: String(value), label: categoryLabel(value) }));

interface Props {
  id: string;
  categories: string[] | undefined;
  /** The categories that are queried if none is selected, in words. */
  byDefault: string;
  onChange: (categories: string[]) => void;
}

/** The categories of a query. Users can also enter categories that are not in the list. */
export function CategoriesField({ id, categories, byDefault, onChange }: Props) {
  return (
    <InlineField label={CATEGORIES.label} labelWidth={LABEL_WIDTH} tooltip={CATEGORIES.tooltip(byDefault)}>
      <MultiCombobox
        id={id}
        width={60}
        createCustomValue
        placeholder={CATEGORIES.placeholder}
        options={OPTIONS}
        value={textsOf(categories)}
        onChange={(selected) => onChange(selected.map(({ value }) => value))}
      />
    </InlineField>
  );
}
