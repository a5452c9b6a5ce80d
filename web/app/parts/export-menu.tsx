import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { sheets as words } from '../words/en-import.ts';
import { useMenu } from './menu.ts';
import './export-menu.css';

/** The list as a file. address: of the list's export without its format; query: how it is filtered and sorted; help: what stands in it */
export function ExportMenu({
  address,
  query,
  help,
}: {
  readonly address: string;
  readonly query: string;
  readonly help: string;
}) {
  const menu = useMenu();
  const at = (format: string): string => `/api/v1${address}.${format}${query === '' ? '' : `?${query}`}`;
  return (
    <div ref={menu.place} className="exp" onKeyDown={menu.onKeyDown}>
      <button
        ref={menu.button}
        type="button"
        className="b"
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        onClick={menu.toggle}
      >
        <IconDownload size={14} stroke={1.6} />
        {words.export}
        <IconChevronDown size={12} stroke={1.6} />
      </button>
      {menu.isOpen ? (
        <div className="menu">
          <div role="menu" aria-label={words.export}>
            {(['xlsx', 'csv'] as const).map((format) => (
              <a key={format} role="menuitem" href={at(format)} download onClick={menu.close}>
                {words[format]}
              </a>
            ))}
          </div>
          <p className="q sm">{help}</p>
        </div>
      ) : null}
    </div>
  );
}
