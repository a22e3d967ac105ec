import { Combobox, type ComboboxOption } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { textOrNull } from './fields';

/** Names to select from, with the texts of their options. */
export type NameOptions = Array<ComboboxOption<string>>;

interface Props {
  id: string;
  placeholder: string;
  value: string | null | undefined;
  /** Names to select from, and dashboard variables. */
  names: () => Promise<NameOptions>;
  onChange: (value: string | undefined) => void;
}

const NONE: NameOptions = [];

/** A field for a name, which users select or enter. The names are requested when the editor opens. */
export function NameField({ id, placeholder, value, names, onChange }: Props) {
  const [options, setOptions] = useState(NONE);
  useEffect(() => {
    let isMounted = true;
    void names().then((found) => isMounted && found.length > 0 && setOptions(found));
    return () => {
      isMounted = false;
    };
  }, [names]);
  return (
    <Combobox
      id={id}
      width={40}
      isClearable
      createCustomValue
      placeholder={placeholder}
      value={textOrNull(value)}
      options={options}
      onChange={(selected) => onChange(selected?.value)}
    />
  );
}
