/** A text beside what it was before, word by word: what is gone, what is new. */
export function Compared({
  pieces,
}: {
  readonly pieces: readonly { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }[];
}) {
  return pieces.map(({ kind, text }, index) => {
    if (kind === 'same') return <span key={index}>{text}</span>;
    const Changed = kind === 'gone' ? 'del' : 'ins';
    return (
      <Changed key={index} className={kind === 'gone' ? 'diff-del' : 'diff-add'}>
        {text}
      </Changed>
    );
  });
}
