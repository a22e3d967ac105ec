import { Field, InlineField, Input } from '@grafana/ui';
import React, { type FocusEvent } from 'react';
import { LIST_PRICES, PRICE_LABELS, type TransferPrices } from '../../core/transfer/charges';

interface Props {
  prices: Partial<TransferPrices>;
  disabled?: boolean;
  onChange: (prices: Partial<TransferPrices>) => void;
}

const NAMES: ReadonlyArray<keyof TransferPrices> = ['acrossZones', 'acrossRegions', 'natGateway', 'transitGateway'];

/** What a GB of transfer costs; an empty field takes the list price. */
export function PricesField({ prices, disabled, onChange }: Props) {
  return (
    <Field
      label="Transfer prices (US dollars per GB)"
      description="For estimated costs: of a GB (10⁹ bytes) of payload, both directions together. Empty: AWS' list price of us-east-1."
    >
      <>
        {NAMES.map((name) => (
          <InlineField key={name} label={PRICE_LABELS[name]} labelWidth={18} disabled={disabled}>
            <Input
              // Kept by the field until it is left; one that changes outside makes the field anew.
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
