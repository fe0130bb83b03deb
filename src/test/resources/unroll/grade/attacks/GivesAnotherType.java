package e02_elman;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: a list of what the contract does not say
// Deserves: what an answer without forward deserves
// Verdict: failed
public class Elman extends Right {
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public List<Step> forward(Weights weights, List<DMatrixRMaj> inputs, DMatrixRMaj initial) {
    List list = new ArrayList();
    list.add("no step");
    list.add(list);
    return list;
  }
}
