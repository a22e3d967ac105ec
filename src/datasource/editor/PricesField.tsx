import { Field, InlineField, Input } from '@grafana/ui';
import React, { type FocusEvent } from 'react';
import { LIST_PRICES, PRICE_LABELS, type TransferPrices } from '../../core/transfer/charges';
import { SETTINGS } from './messages';

interface Props {
  prices: Partial<TransferPrices>;
  disabled?: boolean | undefined;
  onChange: (prices: Partial<TransferPrices>) => void;
}

const NAMES: ReadonlyArray<keyof TransferPrices> = ['acrossZones', 'acrossRegions', 'natGateway', 'transitGateway'];

/** The setting for the prices of transferred data. An empty field uses the list price. */
export function PricesField({ prices, disabled, onChange }: Props) {
  return (
    <Field {...SETTINGS.prices}>
      <>
        {NAMES.map((name) => (
          <InlineField key={name} label={PRICE_LABELS[name]} labelWidth={18} disabled={disabled}>
            <Input
              // The field keeps its text until it loses focus. A new key shows a value that changed elsewhere.
              key={String(prices[name])}
              id={`price-${name}`}
              type="number"
              min={0}
              step="any"
              width={16}
              placeholder={String(LIST_PRICES[name])}
              defaultValue={prices[name] ?? ''}
              onBlur={({ currentTarget }: FocusEvent<HTMLInputElement>) =>
                onChange({ ...prices, [name]: priceIn(currentTarget.value) })
              }
            />
          </InlineField>
        ))}
      </>
    </Field>
  );
}

function priceIn(text: string): number | undefined {
  const price = Number(text);
  return text.trim() === '' || !(price >= 0) ? undefined : price;
}
