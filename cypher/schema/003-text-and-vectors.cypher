// `cjk` cuts bigrams; `whitespace` takes the words that jieba cut and keeps in `words`.
CREATE FULLTEXT INDEX searchable_text IF NOT EXISTS FOR (n:Searchable) ON EACH [n.name, n.shortName, n.aliases]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
CREATE FULLTEXT INDEX offer_text IF NOT EXISTS FOR (n:Offer) ON EACH [n.text, n.title]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
CREATE FULLTEXT INDEX demand_text IF NOT EXISTS FOR (n:Demand) ON EACH [n.text, n.title]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
CREATE FULLTEXT INDEX offer_words IF NOT EXISTS FOR (n:Offer) ON EACH [n.words]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE FULLTEXT INDEX demand_words IF NOT EXISTS FOR (n:Demand) ON EACH [n.words]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE VECTOR INDEX offer_embedding IF NOT EXISTS FOR (n:Offer) ON (n.embedding)
  OPTIONS {indexConfig: {`vector.dimensions`: 512, `vector.similarity_function`: 'cosine'}};
CREATE VECTOR INDEX demand_embedding IF NOT EXISTS FOR (n:Demand) ON (n.embedding)
  OPTIONS {indexConfig: {`vector.dimensions`: 512, `vector.similarity_function`: 'cosine'}};
