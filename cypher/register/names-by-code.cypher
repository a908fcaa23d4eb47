// Firms with these unified social credit codes. Sees everything: a code is nobody's secret, and a second firm with it cannot be.
UNWIND $codes AS code
MATCH (e:Enterprise {creditCode: code})
RETURN code, e.id AS id, e.name AS name, ($viewer.all OR e.audience IN $viewer.audiences) AS seen
