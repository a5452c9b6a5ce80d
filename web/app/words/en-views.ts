/** Every English text about saved views of lists. */
export const views = {
  title: 'Views',
  none: 'No view is saved yet.',
  whole: 'The list as it is',
  save: 'Save this view',
  edit: 'Change the view',
  remove: 'Delete the view',
  name: 'Name',
  shared: 'Everybody of the organization sees it',
  isDefault: 'The list opens with it',
  columns: 'Columns',
  sharedMark: 'shared',
  defaultMark: 'opens first',
  keep: 'Save',
  cancel: 'Cancel',
  sure: (name: string) => `The view ${name} is gone for everybody who uses it. The records stay.`,
};
