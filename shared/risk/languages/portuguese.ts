import type { ClassTable, RuleTable } from '../grammar/grammar.ts'

export const PORTUGUESE_CLASSES: ClassTable = {
  pt_contract:
    'contrato|contratos|assinatura|subscricao|licenca|licencas|conta|acordo|parceria|servico|servicos|plataforma|ferramenta|software|sistema|produto|plano',
  pt_leave:
    'cancelar|cancelamos|cancelaremos|cancelo|cancelamento|rescindir|rescindimos|rescindiremos|rescisao|encerrar|encerramos|encerraremos|encerramento|terminar|terminamos|terminaremos|abandonar|deixar|deixaremos|sair|romper|denunciar o contrato|trocar de fornecedor|mudar de fornecedor|por fim|fechar|excluir|eliminar|substituir|desligar',
  pt_ask:
    'nao vamos sair|nao vamos cancelar|fique tranquilo|um dos nossos clientes|um cliente quer|um cliente nosso|como posso|como faco|como podemos|e possivel|existe uma|onde posso|posso cancelar um|ha alguma|relatorio|reuniao|newsletter|conta de teste|lembrete|webinar|antigo fornecedor|fornecedor anterior|duplicad*',
}

export const PORTUGUESE_RULES: RuleTable = {
  termination: `
    82 (fechem|encerrem|apaguem|desliguem|desligar) ~4 (conta|contas|acessos|nossos acessos|dados) !$pt_ask
    80 (ja migramos|migramos para|ja estamos em|mudamos para) ~4 (outra|outro|nova|novo) ~2 (plataforma|fornecedor|sistema|ferramenta)
    84 $pt_leave ~5 $pt_contract !$pt_ask @negated
    84 (rescindir|rescindimos|rescindiremos|rescisao|cancelamento do contrato) !$pt_ask @negated
    84 $pt_contract ~6 (cancelado|rescindido|encerrado|cancelamento|rescisao) !$pt_ask @negated
    84 (nao|sem|nem) ~5 (renovar*|renovacao|prorrogar*|prolongar*|continuar*|seguir*|estender*) !$pt_ask @negated
    80 (vamos|estamos|iremos|decidimos) ~3 (sair|mudar|trocar|migrar|embora|encerrar|deixar) ~5 (concorrente|concorrencia|outro|outra|voces|fornecedor|plataforma|contrato|relacao) !$pt_ask @negated
    80 (encerrar|encerrem|fechar|fechem|excluir|eliminar|apagar|cancelar) ~2 (nossa|minha|a nossa|a minha) ~1 conta`,
  churn_intent: `
    78 (ou) ~8 (saimos|vamos embora|cancelamos|rescindimos|trocamos de)
    64 (pensando|considerando|avaliando|ponderando|ponderamos|consideramos|pensar|a pensar|equacionamos|a ponderar) ~6 $pt_leave !$pt_ask @negated
    80 (se|caso|ou|senao|caso contrario) ~14 (rescindir|rescindimos|rescindiremos|cancelar|cancelamos|cancelaremos|vamos embora|sairemos|encerraremos|encerrar) ~4 $pt_contract? !$pt_ask @negated
    62 (renovacao|contrato|parceria) ~5 (em risco|em causa|em perigo|em duda|em jogo|comprometida)`,
  competitor: `
    64 (concorrente|concorrentes|concorrencia|outro fornecedor|outra empresa|alternativa|alternativas|novo fornecedor|outra solucao) ~8 (barato|melhor|proposta|oferece|oferta|assinamos|testando|testar|escolhido|mudar|migrar|procurando) !$pt_ask @negated
    64 (mudar|migrar|migrando|procurando|procurar|assinamos|trocar|conversando|negociando) ~5 (concorrente|concorrencia|outro fornecedor|outra empresa|alternativas|alternativa|novo fornecedor|outra solucao) !$pt_ask @negated`,
  legal: `
    84 (acao|processo|queixa) ~2 (contra) ~2 (voces|vossa|empresa|sua)
    84 (advogado|advogados|advogada|departamento juridico|juridico) ~8 (contato|contactar|entrar|vai|vao|esta|analis*|orient*|caso|pediu|aconselh*|acionad*|acionar|tratar) !$pt_ask @negated
    84 (processar|processo judicial|tribunal|justica|medidas legais|acao judicial|acoes legais|indenizacao|indemnizacao|quebra de contrato|incumprimento|descumprimento|notificacao extrajudicial|perdas e danos|via judicial) !$pt_ask @negated`,
  regulator: `
    82 (procon|anpd|cnpd|regulador|autoridade|autoridades|banco central|asae|deco|reclame aqui) ~8 (queixa|denuncia|denunciar|reclamacao|reportar|informar|comunicar|notificar|investig*)  @negated
    80 (queixa|denuncia|denunciar|reclamacao|reportar|comunicar|notificar) ~5 (procon|anpd|cnpd|regulador|autoridade|autoridades|banco central) @negated`,
  security_incident: `
    86 (alguem|um estranho|desconhecido) ~3 (invadiu|acedeu|acessou|entrou|roubou|descarregou|baixou) ~5 (conta|dados|sistema|administrador)
    84 (clientes|dados|faturas) ~2 (de outra|de outro|doutra) ~1 (empresa|cliente)
    86 (vazamento de dados|fuga de dados|dados vazados|violacao de dados|hackeado|hackeada|hackeados|invadido|invadida|invadiram|invasao|ransomware|acesso nao autorizado|ciberataque) !$pt_ask @negated
    84 (dados|faturas|arquivos|ficheiros|documentos) ~3 (outro|outros|outra|outras) ~1 (cliente|clientes|empresa|empresas) @negated
    84 (ex|antigo|antiga) ~1 (funcionario|funcionaria|colaborador|empregado|colega) ~8 (acesso|entrar|acessa|baixando|login|aceder)`,
  data_loss: `
    82 (dados|registros|registos|arquivos|ficheiros|historico|pedidos|clientes|tudo|documentos|base de dados) ~6 (perdidos|perdido|perdemos|sumiram|sumiu|desapareceram|desapareceu|apagados|apagado|excluidos|eliminados|irrecuperaveis) !$pt_ask @negated
    80 (perda de dados|perdemos todos|perdemos tudo|perderam os nossos) !$pt_ask @negated`,
  outage: `
    82 (nada|ninguem|tudo|sistema|plataforma|site|servico|producao|aplicacao|aplicativo|servidor|loja|caixa) ~6 (funciona|fora do ar|caiu|parado|parada|parou|bloqueado|carrega|inacessivel|consegue|em baixo|travado|travou|indisponivel) !$pt_ask @negated
    80 (nao) ~2 (conseguimos|consegue|conseguem|podemos|da para) ~3 (trabalhar|vender|faturar|entrar|aceder|acessar|cobrar|enviar|emitir|pagar) !$pt_ask @negated`,
  business_impact: `
    80 (salarios|folha de pagamento|faturas|pedidos|entregas|pagamentos|encomendas) ~8 (nao|atrasad*|falh*|bloquead*|parad*|sem) ~12 (seu|sua|vosso|vossa|culpa|causa|arquivo|ficheiro|sistema|integracao) @negated
    78 (perdendo|a perder|perdemos|custando) ~5 (dinheiro|vendas|clientes|milhares|receita|euros|reais) @negated`,
  executive_escalation: `
    58 (falar|passar|passe|quero|exijo|escalar) ~5 (gerente|diretor|diretora|responsavel|supervisor|chefe|superior|direcao)`,
  no_response: `
    54 (ninguem|nenhuma|sem|ainda nao|continuo sem) ~6 (responde|resposta|respondeu|retorno|retornou|atende|contacto|contato) @negated
    52 (esperando|a espera|aguardando|espero) ~4 (ha|dias|semanas|meses)`,
  repeat_contact: `
    54 (terceira|quarta|quinta|decima|enesima) vez
    52 (quantas vezes|de novo o mesmo|outra vez|mais uma vez|sempre o mesmo|sempre a mesma|mesmo problema) ~8 (explicar|tenho|problema|erro|falha|repetir|preciso|mesmo)? @negated`,
  anger: `
    54 (falta de respeito|cobraram duas|prometeram|ate agora nada|e nada ate|parabens conseguiram|piorar|devolve o dinheiro|espera de uma resposta) @negated
    56 (inaceitavel|vergonha|vergonhoso|absurdo|ridiculo|farto|farta|fartos|cansado de|cansados de|paciencia|pessimo|pessima|lamentavel|descaso|furioso|palhacada|lixo|incompetencia|incompetentes|decepcionado|decepcionados|desiludido|desiludidos|indignado|revoltado|intoleravel|desastre) !$pt_ask @negated`,
}
