import React from 'react';

/** Two nodes, one in the east and one in the west, and the traffic between them. */
export function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M5 8 C9 4, 13 4, 17 8" fill="none" stroke="#6e9fff" strokeWidth="1.8" />
      <path d="M5 14 C9 18, 13 18, 17 14" fill="none" stroke="#ff9830" strokeWidth="1.8" />
      <circle cx="4.5" cy="11" r="3.2" fill="#6e9fff" />
      <circle cx="17.5" cy="11" r="3.2" fill="#ff9830" />
    </svg>
  );
}
