// What an offer is filed under is told by IN_CATEGORY alone.
DROP INDEX offer_category IF EXISTS;
MATCH (f:Offer) WHERE f.categoryName IS NOT NULL
REMOVE f.categoryName;
