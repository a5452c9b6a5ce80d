/** Who takes part in a simulated engagement. Every name is made up, and says so. */
export const organization = {
  name: 'Alderbrook (sample data)',
  legalEntity: 'Alderbrook Logistics Inc. (sample data)',
  signatory: { name: 'V. Thorne (sample)', title: 'Chief Executive Officer' },
} as const;
export const firm = {
  name: 'Quill & Harrow CPAs (sample)',
  city: 'Port Alder',
  state: 'Maine',
  license: 'none (specimen)',
} as const;
export const partner = 'P. Rowan (sample)';
export const manager = 'M. Sedge (sample)';
export const senior = 'S. Yarrow (sample)';
export const staff = 'T. Sorrel (sample)';
export const qualityReviewer = 'Q. Bracken (sample)';
export const team = [
  { name: partner, role: 'engagement-partner' },
  { name: manager, role: 'manager' },
  { name: senior, role: 'senior' },
  { name: staff, role: 'staff' },
  { name: qualityReviewer, role: 'eq-reviewer' },
] as const;
export const securityLead = 'L. Vetch (sample)';
export const marked = 'SAMPLE DATA: written by the simulator; no such organization, no such firm';
