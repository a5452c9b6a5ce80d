import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { en } from '../words/en.ts';
import { useStanding } from './session.tsx';

/** Keys of every page: G and a letter goes somewhere, `/` to the list's search, `?` shows them. Never while somebody types. */
export function Keys() {
  const { membership } = useStanding();
  const navigate = useNavigate();
  const [isShown, setShown] = useState(false);
  const led = useRef(0);
  useEffect(() => {
    const home = membership.side === 'firm' ? '/f' : '/m';
    const places: Readonly<Record<string, string>> = {
      h: home,
      w: '/work',
      ...(membership.side === 'management' && { m: '/m/matrix' }),
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const place = places[event.key];
      if (place !== undefined && event.timeStamp - led.current < 1000) {
        led.current = 0;
        void navigate({ to: place });
        return;
      }
      led.current = event.key === 'g' ? event.timeStamp : 0;
      if (event.key === '?') setShown(true);
      if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('main .find input');
        if (search === null) return;
        event.preventDefault();
        search.focus();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [membership.side, navigate]);
  if (!isShown) return null;
  return (
    <Dialog title={en.shortcuts.title} close={() => setShown(false)}>
      <p className="m">{en.shortcuts.help}</p>
      <dl className="kv">
        {en.shortcuts.rows.map(([key, what]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div style={{ marginTop: 16 }}>
        <button type="button" className="b" onClick={() => setShown(false)}>
          {en.drawer.close}
        </button>
      </div>
    </Dialog>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [role=dialog]') !== null;
}
