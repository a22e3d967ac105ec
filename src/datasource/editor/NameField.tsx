import { Combobox, type ComboboxOption } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { textOrNull } from './fields';

export type NameOptions = Array<ComboboxOption<string>>;

interface Props {
  id: string;
  placeholder: string;
  value: string | null | undefined;
  /** Names to choose from, and dashboard variables that may hold one. */
  names: () => Promise<NameOptions>;
  onChange: (value: string | undefined) => void;
}

const NONE: NameOptions = [];

/** A name, chosen from those that there are or typed. They are asked for when the editor opens. */
export function NameField({ id, placeholder, value, names, onChange }: Props) {
  const [options, setOptions] = useState(NONE);
  useEffect(() => {
    let isWanted = true;
    void names().then((found) => isWanted && found.length > 0 && setOptions(found));
    return () => {
      isWanted = false;
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
      onChange={(chosen) => onChange(chosen?.value)}
    />
  );
}
