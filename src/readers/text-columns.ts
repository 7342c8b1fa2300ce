/** Names of a column of texts, the likeliest first. */
export const TEXT_COLUMNS = (
  'text sentence tweet review post utterance headline passage comment content body message document statement phrase ' +
  'utterances comment_text text_content displayed_text tweet_text sentence_text post_text full_text selftext input_text ' +
  'sequence satz aussage kommentar nachricht beitrag titel frase texto comentario mensaje oración texte commentaire ' +
  'testo frase commento tekst zin текст предложение отзыв 文本 句子 评论 テキスト 文章 텍스트 문장 abstract dialogue ' +
  'conversation story snippet quote excerpt stimulus'
).split(' ');
/** Names of a column of ids, the likeliest first. */
export const ID_COLUMNS = (
  'id item_id text_id comment_id sentence_id post_id tweet_id example_id instance_id sample_id unit_id doc_id document_id ' +
  'pair_id uid item unit'
).split(' ');
