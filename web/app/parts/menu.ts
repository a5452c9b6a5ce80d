import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** What a button opens over the page: closed by Escape, which leads back to the button, and by a press anywhere else. */
export interface Menu {
  readonly isOpen: boolean;
  /** of the element that holds button and menu, with `onKeyDown` */
  readonly place: RefObject<HTMLDivElement | null>;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly toggle: () => void;
  readonly close: () => void;
}

export function useMenu(): Menu {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) !== true) setOpen(false);
    };
    addEventListener('pointerdown', onPress);
    return () => removeEventListener('pointerdown', onPress);
  }, [isOpen]);
  return {
    isOpen,
    place,
    button,
    onKeyDown: (event) => {
      if (event.key !== 'Escape' || !isOpen) return;
      setOpen(false);
      button.current?.focus();
    },
    toggle: () => setOpen(!isOpen),
    close: () => setOpen(false),
  };
}
