import { InlineField, MultiCombobox } from '@grafana/ui';
import React from 'react';
import { categoryLabel, KNOWN_CATEGORIES } from '../../core/flow/category';
import { textsOf } from '../../core/query/untrusted';
import { LABEL_WIDTH } from './fields';

const CATEGORIES = KNOWN_CATEGORIES.map((value) => ({ value: String(value), label: categoryLabel(value) }));

interface Props {
  id: string;
  categories: string[] | undefined;
  /** What is asked for where nothing is chosen. */
  usual: string;
  onChange: (categories: string[]) => void;
}

/** Which categories of flows a query asks for; also such that no list has yet. */
export function CategoriesField({ id, categories, usual, onChange }: Props) {
  return (
    <InlineField label="Categories" labelWidth={LABEL_WIDTH} tooltip={`Nothing chosen: ${usual}.`}>
      <MultiCombobox
        id={id}
        width={60}
        createCustomValue
        placeholder="The usual ones"
        options={CATEGORIES}
        value={textsOf(categories)}
        onChange={(chosen) => onChange(chosen.map(({ value }) => value))}
      />
    </InlineField>
  );
}
