-- Whoever may upload takes back an upload that was begun and never became evidence. Row-level security of 0009 holds for it.
GRANT DELETE ON management.upload TO tickmark_management;
GRANT DELETE ON firm.upload TO tickmark_firm;
